package io.taskstream.api.testing;

import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A contract tolerates fields that it doesn't name, so that it can grow. A test of who offers it must not: they are
 * missing in the contract.
 */
final class ClosedSchemas {

    private ClosedSchemas() {}

    /** The same contract, but its objects have no fields beyond those it names. */
    static Contract of(Contract contract) {
        JsonNode root = contract.root().deepCopy();
        root.findValues("content").forEach(types -> types.forEach(type -> close(type.path("schema"))));
        root.at("/components/schemas").forEach(ClosedSchemas::closeWithin);
        return new Contract(root);
    }

    /** Where a schema is used rather than where it stands: elsewhere, another one may add to it with allOf. */
    private static void close(JsonNode used) {
        if (used instanceof ObjectNode schema
                && Stream.of("$ref", "properties", "allOf").anyMatch(schema::has)) {
            schema.put("unevaluatedProperties", false);
        }
        closeWithin(used);
    }

    private static void closeWithin(JsonNode schema) {
        schema.path("properties").forEach(ClosedSchemas::close);
        schema.path("oneOf").forEach(ClosedSchemas::close);
        schema.path("allOf").forEach(ClosedSchemas::closeWithin);
        if (schema.has("items")) {
            close(schema.get("items"));
        }
    }
}
