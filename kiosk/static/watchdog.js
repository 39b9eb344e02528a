/** Opens the page again while it is still blank: the kiosk's program may restart in the middle of a page's loading. */

setInterval(() => { if (document.body.childElementCount === 0) location.reload(); }, 15_000);
