package io.taskstream.local.kafka;

import io.taskstream.local.home.PlatformException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A Kubernetes resource in a YAML file, or a part of one, with access by path; a mistake names the file. */
record Manifest(Path file, Map<?, ?> content) {
    /** All resources of that kind in the YAML files of a folder, ordered by file name. */
    static List<Manifest> readAll(Path folder, String kind) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .flatMap(file -> read(file).stream())
                    .filter(manifest -> kind.equals(manifest.content.get("kind")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + folder, e);
        }
    }

    private static List<Manifest> read(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            Iterable<Object> documents = new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(reader);
            return StreamSupport.stream(documents.spliterator(), false)
                    .filter(Map.class::isInstance)
                    .map(document -> new Manifest(file, (Map<?, ?>) document))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + file, e);
        }
    }

    String name() {
        return text("metadata", "name");
    }

    String text(String... path) {
        if (at(path) instanceof String text) {
            return text;
        }
        throw mistake("lacks the text " + String.join(".", path));
    }

    int integer(String... path) {
        if (at(path) instanceof Integer number) {
            return number;
        }
        throw mistake("lacks the number " + String.join(".", path));
    }

    Map<String, ?> map(String... path) {
        if (at(path) instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .collect(
                            Collectors.toUnmodifiableMap(entry -> String.valueOf(entry.getKey()), Map.Entry::getValue));
        }
        throw mistake("lacks " + String.join(".", path));
    }

    List<Manifest> list(String... path) {
        if (at(path) instanceof List<?> items) {
            return items.stream()
                    .map(item -> {
                        if (item instanceof Map<?, ?> map) {
                            return new Manifest(file, map);
                        }
                        throw mistake("has something odd in " + String.join(".", path));
                    })
                    .toList();
        }
        throw mistake("lacks the list " + String.join(".", path));
    }

    List<String> texts(String... path) {
        if (at(path) instanceof List<?> items) {
            return items.stream().map(String::valueOf).toList();
        }
        throw mistake("lacks the list " + String.join(".", path));
    }

    void require(String value, String... path) {
        if (!text(path).equals(value)) {
            throw mistake("must have " + value + " in " + String.join(".", path));
        }
    }

    PlatformException mistake(String what) {
        return new PlatformException(file + " " + what + ".");
    }

    private @Nullable Object at(String... path) {
        Object here = content;
        for (String step : path) {
            here = here instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return here;
    }
}
