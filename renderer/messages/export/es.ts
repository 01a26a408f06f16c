import type { exportEn } from "./en.ts";

export const exportEs: Readonly<Record<keyof typeof exportEn, string>> = {
  "export.title": "Exportar e importar",
  "export.hint": "Todo lo que tiene este servidor, en un archivo que es tuyo: para leerlo no hacen falta ni la plataforma ni este servidor.",
  "export.begin": "Exportar",
  "export.stop": "Detener",
  "export.what":
    "Conversaciones con mensajes, notas y su historia; contactos y consentimientos; personas, equipos, etiquetas y números; políticas, calendarios y plazos con su registro; plantillas y respuestas guardadas; lo que dijo la guardia; los mensajes que esperan; el registro de auditoría y todos los ajustes.",
  "export.without": "No incluye contraseñas, tokens ni secretos de bots y webhooks: se vuelven a dar tras una importación.",
  "export.media": "Con archivos",
  "export.media.hint": "Imágenes, notas de voz y documentos de los mensajes. El archivo será mucho más grande.",
  "export.personal":
    "El archivo contiene nombres, teléfonos y mensajes de tus clientes sin cifrar. Guárdalo cifrado y bórralo cuando ya no sirva. La exportación queda en el registro de auditoría.",
  "export.offline": "Necesita la red: el archivo lo escribe el servidor.",
  "export.begun": "El servidor está contando …",
  "export.running": "{{lines}} de {{of}} líneas · {{size}}",
  "export.size": "{{number}} MB",
  "export.saved": "Guardado: {{lines}} líneas, {{size}}. La última línea prueba que está completo.",
  "export.fault.stopped": "Detenida. No se ha guardado nada.",
  "export.fault.cut-off": "La conexión terminó antes que el archivo. No se ha guardado nada: inténtalo de nuevo.",
  "export.fault.busy": "Otra persona está exportando. Espera a que termine e inténtalo de nuevo.",
  "export.fault.not-allowed": "Solo los administradores pueden exportarlo todo.",
  "export.fault.no-network": "No se llega al servidor. No se ha guardado nada: inténtalo de nuevo.",
  "export.fault.failed": "El servidor no pudo escribir el archivo. No se ha guardado nada: inténtalo de nuevo.",
  "export.import": "Volver a importar",
  "export.import.hint":
    "En el servidor, desde la línea de órdenes, en una carpeta vacía: todo o nada. Lo que estaba en camino al exportar espera a una persona, porque puede haber salido.",
};
