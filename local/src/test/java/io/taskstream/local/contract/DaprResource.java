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
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
    private List<Map<String, Object>> metadata() {
        return (List<Map<String, Object>>) map("spec").get("metadata");
    }

    /** The metadata with a value of their own. */
    Map<String, String> values() {
        return metadata().stream()
                .filter(field -> field.containsKey("value"))
                .collect(Collectors.toMap(field -> text(field.get("name")), field -> text(field.get("value"))));
    }

    /** The variables that give the other metadata their values: the secret store's secrets are variables, too. */
    Set<String> variables() {
        return Stream.concat(
                        metadata().stream().map(field -> field.get("envRef")).filter(Objects::nonNull),
                        secrets().stream())
                .map(DaprResource::text)
                .collect(Collectors.toSet());
    }

    /** The names of the secrets that the component asks its secret store for. */
    Set<String> secrets() {
        return metadata().stream()
                .map(field -> field.get("secretKeyRef"))
                .filter(Objects::nonNull)
                .map(reference -> text(((Map<?, ?>) reference).get("name")))
                .collect(Collectors.toSet());
    }

    private static String text(@Nullable Object value) {
        return String.valueOf(value);
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
