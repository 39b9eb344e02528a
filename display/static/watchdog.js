/** Opens the page again while it is still blank: a TV that started before its server has nobody who would press reload. */

setInterval(() => { if (document.body.childElementCount === 0) location.reload(); }, 15_000);
