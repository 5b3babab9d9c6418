// What does the form of a course do more than a form: say while one writes what is still missing, and how learners will see it.
const form = document.getElementById("course");
const live = document.getElementById("live");
const status = document.getElementById("live-status");
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

form.addEventListener("input", (event) => {
  // what was found in the field was said of its earlier text
  document.getElementById(`${event.target.name}-found`)?.remove();
  event.target.removeAttribute("aria-invalid");
  clearTimeout(waiting);
  waiting = setTimeout(look, 500);
});
