import "./theme/base.css";

/** The first picture is on screen before the large scripts are read: they would hold it up by as long as they take. */
requestAnimationFrame(() => setTimeout(() => void import("./main.tsx"), 0));
