package io.taskstream.local.contract;

import io.taskstream.local.home.Checkout;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.Yaml;

/** A file of components/. */
record DaprResource(Map<String, Object> content) {
    static DaprResource read(String name) {
        try (Reader reader =
                Files.newBufferedReader(Checkout.find().components().resolve(name + ".yaml"))) {
            return new DaprResource(new Yaml().load(reader));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> map(String... path) {
        Map<String, Object> here = content;
        for (String step : path) {
            here = (Map<String, Object>) here.get(step);
        }
        return here;
    }

    @SuppressWarnings("unchecked")
    List<String> scopes() {
        return (List<String>) content.get("scopes");
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, String>> metadata() {
        return (List<Map<String, String>>) map("spec").get("metadata");
    }

    /** The metadata with a value of their own. */
    Map<String, String> values() {
        return metadata().stream()
                .filter(field -> field.containsKey("value"))
                .collect(Collectors.toMap(field -> field.get("name"), field -> field.get("value")));
    }

    /** The variables that give the other metadata their values. */
    Set<String> variables() {
        return metadata().stream()
                .filter(field -> field.containsKey("envRef"))
                .map(field -> field.get("envRef"))
                .collect(Collectors.toSet());
    }

    /** A list of topics such as {@code a,b}. */
    Set<String> topics(String field) {
        return split(values().getOrDefault(field, ""));
    }

    /** Topics by app, from scopes such as {@code one=a,b; other=c}. */
    Map<String, Set<String>> topicsByApp(String field) {
        Map<String, Set<String>> scopes = new LinkedHashMap<>();
        for (String scope : values().getOrDefault(field, "").split(";")) {
            String[] sides = scope.strip().split("=", 2);
            scopes.put(sides[0], split(sides[1]));
        }
        return scopes;
    }

    private static Set<String> split(String list) {
        return Arrays.stream(list.split(",")).map(String::strip).collect(Collectors.toSet());
    }
}
