const classOf = (cents) => (cents >= 10000 ? "large" : cents >= 2500 ? "medium" : "small");
export const handler = async ({ batchId, items }) => ({
  batchId,
  results: items.map(({ id, sku, warehouse, priceCents, shippingCents }) => {
    const totalCents = priceCents + shippingCents;
    return { id, ref: warehouse + "-" + sku, totalCents, class: classOf(totalCents) };
  }),
});
