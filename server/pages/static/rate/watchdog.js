/** Opens the page again while it is still blank: a tablet that started before its server has nobody who would reload it. */

setInterval(() => { if (!document.getElementById("tablet")?.childElementCount) location.reload(); }, 15_000);
