// The evidence of one answer: a modal dialog, so that Esc closes it and the focus returns.
import { countryLink, element } from "./tile.js";

export function dialog(view) {
  const box = element("dialog", "evidence", "", { "aria-labelledby": "atlas-law-title" });
  const close = element("button", "close", "×", { type: "button" });
  const title = element("h3", "", "", { id: "atlas-law-title" });
  const asked = element("p", "asked");
  const content = element("div", "content");
  const country = element("p", "country");
  box.append(close, title, asked, content, country);
  view.root.append(box);
  close.onclick = () => box.close();
  box.addEventListener("click", (event) => event.target === box && box.close()); // the backdrop
  box.addEventListener("close", () => view.remember(null));

  const open = async (iso3, question) => {
    const address = `${view.data.evidence}/${iso3}/${question}.html?v=${view.data.version}${view.data.official === iso3 ? "&answer=1" : ""}`;
    close.setAttribute("aria-label", view.labels.close);
    title.textContent = view.names.get(iso3);
    asked.textContent = view.questions.get(question).text;
    content.replaceChildren(element("p", "", "…"));
    const link = countryLink(view, iso3);
    link.textContent = view.labels.open;
    country.replaceChildren(link);
    box.dataset.tile = `${iso3}.${question}`;
    if (!box.open) box.showModal();
    view.remember(iso3, question);
    const said = await text(address, view.labels.failed);
    if (box.dataset.tile === `${iso3}.${question}`) content.innerHTML = said; // our own, escaped
  };
  return { open, close: () => box.open && box.close() };
}

async function text(address, failed) {
  try {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${answer.status} ${address}`);
    return await answer.text();
  } catch (error) {
    console.error(error);
    return element("p", "", failed).outerHTML;
  }
}
