"""How the page reaches the browser: headers, error pages, prefix, optional tiles."""
