// Runs before the first paint: lets CSS know that scripts run, so that nothing moves afterwards.
document.documentElement.classList.add("js");
