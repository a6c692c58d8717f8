// Runs before a page does: adds up how much of it moves while it loads.
window.auditShift = 0;
window.auditShifted = new Set();
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (entry.hadRecentInput) continue;
    window.auditShift += entry.value;
    for (const { node } of entry.sources ?? []) if (node) window.auditShifted.add(node.className || node.nodeName);
  }
}).observe({ type: "layout-shift", buffered: true });
