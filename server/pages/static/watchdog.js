/** Opens the page again while its scripts have not come: whoever sits before it cannot know that they are missing. */

setInterval(() => { if (document.getElementById("unopened")) location.reload(); }, 15_000);
