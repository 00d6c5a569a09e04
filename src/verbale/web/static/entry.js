// A box drawn on the picture of a page says where the words of a claim entered by hand stand.
const field = document.getElementById("place_in_source");
let box = null;
for (const sheet of document.querySelectorAll(".drawn .sheet")) {
  let from = null;
  const at = (event) => {
    const around = sheet.getBoundingClientRect();
    return [100 * (event.clientX - around.left) / around.width, 100 * (event.clientY - around.top) / around.height].map((n) => Math.max(0, Math.min(100, n)));
  };
  sheet.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    from = at(event);
    box?.remove();
    box = document.createElement("div");
    box.className = "box";
    sheet.append(box);
    sheet.setPointerCapture(event.pointerId);
  });
  sheet.addEventListener("pointermove", (event) => {
    if (!from) return;
    const to = at(event);
    const [left, top] = [Math.min(from[0], to[0]), Math.min(from[1], to[1])];
    const [width, height] = [Math.abs(from[0] - to[0]), Math.abs(from[1] - to[1])];
    Object.assign(box.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
    field.value = `page ${sheet.dataset.page}, box ${left.toFixed(1)} ${top.toFixed(1)} ${width.toFixed(1)} ${height.toFixed(1)} (hundredths: left, top, width, height)`;
  });
  sheet.addEventListener("pointerup", () => { from = null; });
}
