import Plot from "uplot";

export { Plot };
export type Options = Plot.Options;
