// What does this page do more than its form: refuse a file that is too large before it travels, and say that it is being read.
const form = document.querySelector("form.hand-in");
const [file, status, alert] = [form.elements.file, document.getElementById("status"), document.getElementById("alert")];

form.addEventListener("submit", (event) => {
  const tooLarge = file.files[0]?.size > Number(form.dataset.most);
  alert.textContent = tooLarge ? form.dataset.tooLarge : "";
  if (tooLarge || form.ariaBusy === "true") {
    event.preventDefault();
    return;
  }
  form.ariaBusy = "true";
  status.textContent = status.dataset.reading;
});

// Somebody who comes back by the browser's button finds the form as it was.
addEventListener("pageshow", () => {
  form.ariaBusy = "false";
  status.textContent = "";
});
