/** The sign's one button: the browser prints the sheet and nothing around it. */

document.getElementById("print")?.addEventListener("click", () => print());
