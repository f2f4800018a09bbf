package antiphon.agents.knowledge;

import antiphon.api.Cursor;
import antiphon.api.Json;
import antiphon.api.Page;
import antiphon.api.Query;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds documents by words that stand in them, the best first. */
@ApplicationScoped
public class ContentSearch {
    private static final String ORDER = "score";
    private static final String BEGIN = "\u0002";
    private static final String END = "\u0003";

    @PersistenceContext(unitName = "agents")
    EntityManager entities;

    /**
     * What is looked for.
     *
     * @param from how many results were shown before
     */
    record Wanted(String words, Set<String> types, int pageSize, int from) {
        static Wanted read(Query query) {
            String words = query.text("query")
                    .orElseThrow(() -> new antiphon.api.Refusal.Invalid(
                            new antiphon.api.Problem(List.of("query", "query"), "Field required", "missing")));
            int from = Cursor.from(query, ORDER, 1)
                    .map(cursor -> position(cursor.key().getFirst()))
                    .orElse(0);
            Set<String> types = new TreeSet<>(query.someOf("types", DocumentSelection.TYPES));
            return new Wanted(words, types, query.number("page_size", 30, 1, 100), from);
        }

        private static int position(String text) {
            if (!text.matches("[0-9]{1,6}")) {
                throw Cursor.refusal();
            }
            return Integer.parseInt(text);
        }
    }

    /** @param snippet words around the hit, with the hits marked */
    record Hit(String documentId, double score, String snippet) {
        /** The contract's SearchHighlightSegments. */
        JsonArray highlights() {
            JsonArrayBuilder segments = Json.createArrayBuilder();
            for (String part : snippet.split("(?=" + BEGIN + ")|(?<=" + END + ")", -1)) {
                if (!part.isEmpty()) {
                    segments.add(Json.createObjectBuilder()
                            .add("value", part.replace(BEGIN, "").replace(END, ""))
                            .add("is_hit", part.startsWith(BEGIN)));
                }
            }
            return segments.build();
        }
    }

    @Transactional
    Page<Hit> find(Wanted wanted) {
        String types = wanted.types().isEmpty() ? "true" : "d.type in ('" + String.join("', '", wanted.types()) + "')";
        List<?> rows = entities.createNativeQuery("""
                        with wanted as (select websearch_to_tsquery('simple', ?1) as words),
                        best as (
                            select distinct on (p.document_id) p.document_id, ts_rank(p.lexemes, w.words) as score, p.words
                            from knowledge_passage p cross join wanted w join knowledge_document d on d.id = p.document_id
                            where p.lexemes @@ w.words and %s
                            order by p.document_id, score desc, p.position),
                        page as (select * from best order by score desc, document_id offset ?2 limit ?3)
                        select p.document_id, p.score, ts_headline('simple', p.words, w.words, ?4)
                        from page p cross join wanted w order by p.score desc, p.document_id
                        """.formatted(types))
                .setParameter(1, wanted.words())
                .setParameter(2, wanted.from())
                .setParameter(3, wanted.pageSize() + 1)
                .setParameter(4, "StartSel=" + BEGIN + ", StopSel=" + END + ", MaxWords=40, MinWords=15")
                .getResultList();
        List<Hit> hits = rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Hit((String) row[0], ((Number) row[1]).doubleValue(), (String) row[2]))
                .toList();
        return Page.cut(
                hits,
                wanted.pageSize(),
                last -> new Cursor(ORDER, List.of(String.valueOf(wanted.from() + wanted.pageSize()))));
    }
}
