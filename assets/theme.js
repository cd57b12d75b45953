(function () {
  // Before anything is painted: the theme that the reader chose, if any.
  try {
    var theme = localStorage.getItem('mlnb-theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch (error) { /* no storage: the system's theme */ }
  document.documentElement.classList.add('scripted');
})();
