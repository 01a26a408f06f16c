import { z } from "zod";

/** The content security policy forbids `new Function`. Imported before any file that makes a schema. */
z.config({ jitless: true });
