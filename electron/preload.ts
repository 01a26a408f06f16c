import { contextBridge, ipcRenderer } from "electron";
import { createDesktopBridge } from "./desktop-bridge.ts";

contextBridge.exposeInMainWorld("greenline", createDesktopBridge(ipcRenderer));
