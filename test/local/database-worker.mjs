/**
 * Stands beside the Worker that is tested and has the same D1, so that a test's question is one request to
 * `/NAME` of the binding: {run: [sql, values]}, {batch: [[sql, values]]} as one transaction, or {exec: sql}.
 */
export default {
  async fetch(request, environment) {
    const database = environment[new URL(request.url).pathname.slice(1)];
    const prepare = ([sql, values]) => database.prepare(sql).bind(...values);
    const { run, batch, exec } = await request.json();
    try {
      if (run) return Response.json(await prepare(run).run());
      if (batch) return Response.json(await database.batch(batch.map(prepare)));
      return Response.json(await database.exec(exec));
    } catch (error) {
      return Response.json({ message: error.message }, { status: 500 });
    }
  },
};
