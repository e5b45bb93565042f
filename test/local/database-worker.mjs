/**
 * Stands beside the Worker that is tested and has the same D1, so that a test's question is one
 * request: `/NAME` of the binding, {statements: [[sql, values]]} as one transaction, or {exec: sql}.
 */
export default {
  async fetch(request, environment) {
    const database = environment[new URL(request.url).pathname.slice(1)];
    const { statements, exec } = await request.json();
    try {
      if (exec !== undefined) return Response.json(await database.exec(exec));
      const prepared = statements.map(([sql, values]) => database.prepare(sql).bind(...values));
      // A transaction of one behaves in D1 as one alone, but for its errors' words.
      return Response.json(prepared.length === 1 ? [await prepared[0].run()] : await database.batch(prepared));
    } catch (error) {
      return Response.json({ message: error.message }, { status: 500 });
    }
  },
};
