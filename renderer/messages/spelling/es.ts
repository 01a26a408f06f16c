import type { spellingEn } from "./en.ts";

/** Spanish words about spelling. */
export const spellingEs: Readonly<Record<keyof typeof spellingEn, string>> = {
  "settings.spelling": "Ortografía",
  "settings.spelling.hint": "Las palabras se consultan en este ordenador mientras escribes. Nada sale de aquí, y una falta nunca impide que un mensaje salga.",
  "settings.spelling.en": "Inglés",
  "settings.spelling.es": "Español",
  "settings.spelling.pt": "Portugués (Brasil)",
  "settings.spelling.it": "Italiano",
  "settings.spelling.en.hint": "Valen la ortografía americana y la británica.",
  "settings.spelling.es.hint": "De todos los países.",
  "settings.spelling.pt.hint": "Con clientes de Portugal calla: el diccionario es brasileño.",
  "settings.spelling.it.there": "Con el diccionario que tu administrador ha puesto en el servidor.",
  "settings.spelling.it.none":
    "Su diccionario tiene licencia GPL y no viene con Greenline. Un administrador puede bajar dictionary-it de npm o del sitio de LibreOffice y ponerlo en el servidor como dictionaries/it.aff y dictionaries/it.dic en la carpeta de datos.",
  "settings.spelling.failed": "El diccionario no se pudo abrir: las palabras de este idioma pasan sin mirarse hasta que la app se inicie de nuevo.",
  "settings.spelling.learned": "Palabras aprendidas",
  "settings.spelling.learned.hint": "Correctas para todo el equipo. Las que los compañeros escriben una y otra vez valen por sí solas.",
  "settings.spelling.none": "Nadie ha enseñado todavía una palabra. Cuando el editor marque una que es correcta, elige Aprender.",
  "settings.spelling.forget": "Olvidar",
  "settings.spelling.forgetWord": "Olvidar «{{word}}»",
  "settings.spelling.leads": "Los responsables pueden quitar palabras.",
  "settings.spelling.offline": "Sin red: las palabras se pueden leer, no cambiar.",
  "spelling.about": "Qué hacer con «{{word}}»",
  "spelling.learn": "Aprender «{{word}}»",
  "spelling.ignore": "Ignorar aquí",
  "spelling.learned": "«{{word}}» es correcta desde ahora, para todo el equipo.",
  "spelling.notLearned": "«{{word}}» no se ha aprendido: no se llegó al servidor. En esta conversación se deja en paz.",
  "spelling.forgotten": "«{{word}}» se ha olvidado.",
  "spelling.notForgotten": "«{{word}}» no se ha olvidado: no se llegó al servidor.",
};
