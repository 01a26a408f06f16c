import { z } from "zod";
import type { RemoteTemplate } from "../port.ts";
import { fetchGraph, type GraphConfig } from "./graph-request.ts";

const templateSchema = z.object({
  id: z.coerce.string(),
  name: z.string(),
  language: z.string().default(""),
  category: z.string().default(""),
  status: z.string().default(""),
  quality_score: z.object({ score: z.string().optional() }).nullish(),
  rejected_reason: z.string().nullish(),
  correct_category: z.string().nullish(),
  message_send_ttl_seconds: z.number().nullish(),
  components: z.array(z.looseObject({})).default([]),
});
const pageSchema = z.object({
  data: z.array(z.unknown()),
  paging: z.object({ cursors: z.object({ after: z.string().optional() }).optional(), next: z.string().optional() }).optional(),
});

const FIELDS = "id,name,language,category,status,quality_score,components,rejected_reason,correct_category,message_send_ttl_seconds";
const PAGE_SIZE = 200;
/** 6,000 templates are the most an account can have. */
const MOST_PAGES = 40;

/** Throws where the platform does not answer: an empty list would say that all templates are gone. */
export async function listTemplates(config: GraphConfig, wabaId: string): Promise<readonly RemoteTemplate[]> {
  const all: RemoteTemplate[] = [];
  let after: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = new URLSearchParams({ fields: FIELDS, limit: String(PAGE_SIZE), ...(after === undefined ? {} : { after }) });
    const answer = await fetchGraph(config, `${encodeURIComponent(wabaId)}/message_templates?${query}`, { method: "GET" });
    if (answer.type !== "answered" || answer.status !== 200)
      throw new Error(`Templates could not be listed: ${answer.type === "answered" ? `HTTP ${answer.status}` : answer.reason}`);

    const { data, paging } = pageSchema.parse(answer.body);
    all.push(...data.flatMap(readTemplate));
    // The cursor is followed, never the `next` address: that one is the answer's word for where our token should go.
    after = paging?.next === undefined ? undefined : paging.cursors?.after;
    if (after === undefined) break;
  }
  return all;
}

/** One template in a shape we cannot read costs itself only. */
function readTemplate(raw: unknown): readonly RemoteTemplate[] {
  const template = templateSchema.safeParse(raw).data;
  if (template === undefined) return [];
  const { correct_category: nextCategory, message_send_ttl_seconds: ttl, quality_score, rejected_reason: reason, ...rest } = template;
  const quality = quality_score?.score;
  return [
    {
      ...rest,
      ...(quality === undefined ? {} : { quality }),
      // NONE is the platform's word for nothing.
      ...(typeof reason !== "string" || reason === "" || reason === "NONE" ? {} : { reason }),
      ...(typeof nextCategory !== "string" || nextCategory === "" || nextCategory === rest.category ? {} : { nextCategory }),
      // -1 stands for the longest.
      ...(typeof ttl !== "number" || ttl <= 0 ? {} : { ttlSeconds: ttl }),
    },
  ];
}
