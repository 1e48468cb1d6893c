// Light or dark as somebody chose it, set before the page is first painted.
document.documentElement.dataset.theme = localStorage.getItem("simulator-theme") || "";
