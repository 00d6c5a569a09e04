// What every page needs: the menu on narrow screens, files dropped anywhere on the invitation.
const menu = document.querySelector(".menu");
menu?.addEventListener("click", () => {
  const open = document.getElementById("nav").classList.toggle("open");
  menu.setAttribute("aria-expanded", String(open));
});

const zone = document.querySelector(".dropzone");
if (zone) {
  const input = zone.querySelector("input");
  const told = document.querySelector(".chosen");
  const tell = () => { told.textContent = input.files.length ? `${input.files.length} chosen: ${[...input.files].slice(0, 6).map((file) => file.name).join(", ")}` : ""; };
  input.addEventListener("change", tell);
  for (const name of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.toggle("over", name === "dragover");
      if (name === "drop" && event.dataTransfer.files.length) { input.files = event.dataTransfer.files; tell(); }
    });
  }
}

// On a narrow screen the facets stand above what was found: closed, so that this is in sight.
if (matchMedia("(max-width: 52rem)").matches) document.querySelectorAll(".facets details:not(:has(.on))").forEach((facet) => { facet.open = false; });
