// What do the provider's pages do more than pages: follow the form of a course, and say when an address has been fetched.
const form = document.getElementById("course");
const live = document.getElementById("live");
const status = document.getElementById("live-status");
const PAUSE = 2000;
let waiting = 0;
let asked = 0;

async function look() {
  const mine = ++asked;
  const body = new URLSearchParams(new FormData(form));
  const answer = await fetch("/provider/course/check", { method: "POST", body });
  if (!answer.ok || mine !== asked) return;
  const made = new DOMParser().parseFromString(await answer.text(), "text/html");
  live.replaceChildren(...made.body.childNodes);
  const said = live.querySelector(".coverage")?.textContent.trim() ?? "";
  if (said !== status.textContent) status.textContent = said;
}

form?.addEventListener("input", (event) => {
  // what was found in the field was said of its earlier text
  document.getElementById(`${event.target.name}-found`)?.remove();
  event.target.removeAttribute("aria-invalid");
  clearTimeout(waiting);
  waiting = setTimeout(look, 500);
});

async function follow() {
  const place = document.getElementById("goes-on");
  const answer = await fetch(location.href);
  if (!answer.ok) return;
  const made = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("goes-on");
  if (made?.dataset.running) setTimeout(follow, PAUSE);
  else if (made) place.replaceChildren(...made.childNodes);
}

if (document.getElementById("goes-on")?.dataset.running) setTimeout(follow, PAUSE);
