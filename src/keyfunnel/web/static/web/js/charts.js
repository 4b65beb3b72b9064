// Draws every chart of the page: the spec lies beside it as JSON, colours come from the page's tokens.
/* global vegaEmbed */

const probe = document.createElement("span");
probe.hidden = true;
document.body.append(probe);

/** The colour a token has in the theme of the moment. */
function token(name) {
  probe.style.color = `var(--${name})`;
  return getComputedStyle(probe).color;
}

/** `spec` with every "token:name" replaced by its colour. */
function coloured(spec) {
  if (typeof spec === "string") return spec.startsWith("token:") ? token(spec.slice(6)) : spec;
  if (Array.isArray(spec)) return spec.map(coloured);
  if (spec && typeof spec === "object") {
    return Object.fromEntries(Object.entries(spec).map(([key, value]) => [key, coloured(value)]));
  }
  return spec;
}

const locale = JSON.parse(document.getElementById("chart-locale")?.textContent ?? "{}");

async function draw(figure) {
  const spec = JSON.parse(figure.querySelector("script").textContent);
  await vegaEmbed(figure.querySelector("[data-canvas]"), coloured(spec), {
    actions: false,
    ast: true,
    defaultStyle: false,
    renderer: "svg",
    tooltip: { disableDefaultStyle: true },
    ...locale,
  });
  figure.dataset.drawn = "true";
}

function drawAll() {
  for (const figure of document.querySelectorAll("[data-chart]")) draw(figure);
}

drawAll();
document.addEventListener("themechange", drawAll);
document.addEventListener("htmx:afterSwap", drawAll);
