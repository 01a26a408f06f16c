import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import fields from "../policies/fields.module.css";

/** What is wrong with the fields beside it. */
export const FaultLine = ({ children, id }: { readonly id: string; readonly children: ReactNode }) => (
  <p className={fields["fault"]} id={id}>
    <TriangleAlert size={13} strokeWidth={1.75} />
    {children}
  </p>
);
