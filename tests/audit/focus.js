// Runs in a page: what has the focus, its place, and whether something lies over it.
() => {
  const node = document.activeElement;
  if (!node || node === document.body || node === document.documentElement) return null;
  const seen = (window.auditSeen ??= new Set());
  const again = seen.has(node);
  seen.add(node);
  // A box that is only drawn through a label of its own or beside it.
  const labels = [...(node.labels ?? []), node.nextElementSibling].filter((one) => one?.matches("label"));
  const small = node.getBoundingClientRect().width < 3;
  const shown = (small && labels.find((one) => one.getBoundingClientRect().width > 3)) || node;
  const box = shown.getBoundingClientRect();
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
  const top = document.elementFromPoint(x, box.top + Math.min(box.height / 2, 12));
  return {
    again,
    name: `${node.tagName.toLowerCase()} "${(node.getAttribute("aria-label") || node.innerText || node.title || "")
      .trim().slice(0, 40)}"`,
    text: node.matches("textarea, input:not([type=checkbox], [type=radio])"),
    gone: !box.width || box.bottom < 0 || box.top > innerHeight || !shown.checkVisibility({ visibilityProperty: true }),
    covered: !!top && !shown.contains(top) && !top.contains(shown) && !node.contains(top),
    header: !!node.closest("header") && !node.closest("main, article"), // those within a page are its text
    clip: {
      x: Math.max(0, box.x - 8), y: Math.max(0, box.y - 8),
      width: Math.min(box.width + 16, innerWidth - Math.max(0, box.x - 8)),
      height: Math.min(box.height + 16, 300, innerHeight - Math.max(0, box.y - 8)),
    },
  };
}
