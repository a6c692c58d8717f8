/* How Bokeh draws in the frame (see ../charts.js): the author's documents, in the colours of the page.
   Their `CustomJS` is code of the author's; it runs in the frame and reaches nothing outside. */
"use strict";
{
  const WIDGETS = /(?:Button|Slider|Picker|Input|Select|Choice|Group|Switch|Spinner|Toggle|Checkbox|Dropdown|Div|Paragraph|PreText|DataTable|DataCube)$/;
  const PAPER = { paper: "#ffffff", surface: "#ffffff", ink: "#222222", soft: "#555555", line: "#dddddd", dark: false };

  /* What each kind of model is painted with, unless the author chose a colour. */
  const look = ({ ink, soft, line, surface, font }) => {
    const words = { text_color: ink, text_font: font };
    const axis = {
      axis_label_text_color: ink, axis_label_text_font: font, axis_label_text_font_style: "normal",
      major_label_text_color: soft, major_label_text_font: font, axis_line_color: line,
      major_tick_line_color: line, minor_tick_line_color: null,
    };
    return [
      [/^(?:Figure|Plot|GridPlot)$/, { background_fill_color: null, border_fill_color: null, outline_line_color: line }],
      [/Axis$/, axis], [/Grid$/, { grid_line_color: line }], [/^Title$/, words],
      [/^(?:Label|LabelSet)$/, { text_color: ink, text_font: font }],
      [/^Legend$/, { background_fill_color: surface, background_fill_alpha: 0.85, border_line_color: line, label_text_color: ink, label_text_font: font, title_text_color: ink, title_text_font: font }],
      [/^ColorBar$/, { background_fill_color: null, bar_line_color: line, major_label_text_color: soft, major_label_text_font: font, title_text_color: ink, title_text_font: font }],
    ];
  };

  const isBlack = (value) => typeof value === "string" && /^(?:black|#000|#000000)$/i.test(value);

  /* Every model of a document, in the JSON of Bokeh 2 (`type`) and of Bokeh 3 (`name`). */
  const each = (value, call) => {
    if (!value || typeof value !== "object") return;
    const name = value.type === "object" ? value.name : value.type;
    if (!Array.isArray(value) && typeof value.id === "string" && typeof name === "string") {
      value.attributes ??= {};
      call(value, name);
    }
    for (const item of Object.values(value)) each(item, call);
  };

  /* Plots as wide as the page where they may be; what stands beside each other keeps its width. */
  const fit = (model, models) => {
    const own = models.get(model?.id);
    if (!own) return;
    const { attributes } = own;
    const children = (attributes.children ?? []).filter((child) => models.get(child?.id)?.kind !== "Spacer");
    if (own.kind === "Figure" || own.kind === "Plot") {
      if (attributes.sizing_mode && attributes.sizing_mode !== "fixed") return;
      const width = attributes.width ?? attributes.plot_width;
      if (width) attributes.max_width = width;
      attributes.sizing_mode = "stretch_width";
    } else if (own.kind === "Column" || (own.kind === "Row" && children.length === 1)) {
      attributes.sizing_mode = "stretch_width";
      attributes.children = children;
      delete attributes.min_width;
      for (const child of children) fit(child, models);
    }
  };

  const isOther = (version) => version.split(".").slice(0, 2).join() !== Bokeh.version.split(".").slice(0, 2).join();

  self.draw = async (box, { docs, items }, theme) => {
    if (Object.values(docs).some((doc) => isOther(doc.version ?? ""))) throw new Error(`not of Bokeh ${Bokeh.version}`);
    const models = new Map();
    each(docs, (model, kind) => {
      model.kind = kind;
      models.set(model.id, model);
    });
    /* Controls know no dark: theirs is a sheet of paper. */
    const isSheet = [...models.values()].some(({ kind }) => WIDGETS.test(kind));
    if (isSheet) Object.assign(box.style, { background: PAPER.paper, color: PAPER.ink, colorScheme: "light", padding: "0.5rem", borderRadius: "4px" });
    const now = () => (isSheet ? { ...theme, ...PAPER } : theme);

    const painted = []; /* what is ours to paint: [id, attribute, pattern of its kind] */
    for (const [id, { kind, attributes }] of models) {
      for (const [pattern, colours] of look(now())) {
        if (!pattern.test(kind)) continue;
        for (const [key, colour] of Object.entries(colours)) {
          if (key in attributes && !isBlack(attributes[key])) continue;
          attributes[key] = colour;
          painted.push([id, key, String(pattern)]);
        }
      }
      if (kind === "Toolbar") attributes.logo = null;
    }

    const render = [];
    for (const [docid, wanted] of Object.entries(items)) {
      const own = docs[docid].roots;
      const ids = wanted.length ? wanted : own.root_ids ?? own.map((root) => root.id);
      const roots = {};
      for (const id of ids) {
        fit({ id }, models);
        const place = document.createElement("div");
        place.id = `root-${id}`;
        place.className = "bk-root";
        box.append(place);
        roots[id] = place.id;
      }
      render.push({ docid, roots, root_ids: ids });
    }
    each(docs, (model) => delete model.kind);
    box.style.overflowX = "auto";
    Bokeh.set_log_level("error");
    await Bokeh.embed.embed_items(docs, render);
    box.style.minHeight = 0;

    return {
      update(next) {
        theme = next;
        const colours = Object.fromEntries(look(now()).map(([pattern, values]) => [String(pattern), values]));
        for (const { _all_models: live } of Bokeh.documents) {
          for (const [id, key, pattern] of painted) live.get(id)?.setv({ [key]: colours[pattern][key] });
        }
      },
      resize() {}, /* Bokeh watches its own box */
      height: () => Math.ceil(box.getBoundingClientRect().height),
    };
  };
}
