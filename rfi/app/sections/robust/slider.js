// Only picks from what was computed for each step; the server hears of a value on release.
const shown = new WeakMap();

function pick(root, data, at) {
  root.querySelector(".rfi-slider-value").textContent = data.words[at];
  root.querySelector(".rfi-slider-range").setAttribute("aria-valuetext", data.words[at]);
  const fill = (look, texts) =>
    root.querySelectorAll(look).forEach((place, offer) => {
      place.textContent = texts[at][offer];
    });
  fill(".rfi-along-amount", data.amounts);
  fill(".rfi-along-change", data.changes);
  fill(".rfi-unit", data.units);
  root.querySelectorAll(".rfi-along-amount").forEach((place, offer) => {
    place.classList.toggle("rfi-words", !data.units[at][offer]);
  });
  root.querySelectorAll(".rfi-along-bar").forEach((bar, offer) => {
    bar.style.width = `${data.widths[at][offer]}%`;
  });
  root.querySelectorAll(".rfi-along-open").forEach((end, offer) => {
    end.hidden = !data.open[at][offer];
    end.style.left = `${data.widths[at][offer]}%`;
  });
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".rfi-slider");
  const range = root.querySelector(".rfi-slider-range");
  const bands = root.querySelector(".rfi-slider-bands");
  if (shown.get(root) !== data.html) {
    // Made by the server, every text in it escaped there.
    bands.innerHTML = data.html;
    shown.set(root, data.html);
  }
  root.querySelector(".rfi-slider-now").textContent = data.now;
  root.querySelector(".rfi-slider-help").textContent = data.help;
  range.setAttribute("aria-label", data.label);
  range.max = String(data.values.length - 1);
  range.value = String(data.at);
  pick(root, data, data.at);
  range.oninput = () => pick(root, data, Number(range.value));
  range.onchange = () => setTriggerValue("released", Number(range.value));
}
