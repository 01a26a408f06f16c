"use strict";
/**
 * Loaded before the application, which so begins when the test is connected and asks for it by this name. A window that comes while
 * the test is still connecting is one that it may wait for in vain.
 */
const { app } = require("electron");

const isReady = app.whenReady();
const begins = new Promise((resolve) => {
  globalThis.__playwright_run = () => resolve(isReady);
});
app.whenReady = () => begins;
