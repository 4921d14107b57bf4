package io.taskstream.local.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;

/** The passwords and tokens of one installation: random, made when first asked for, kept in a private file. */
public final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;
    private final Map<String, String> values;

    private Secrets(Path file, Map<String, String> values) {
        this.file = file;
        this.values = values;
    }

    public static Secrets open(Path file) {
        Secrets secrets = new Secrets(file, new TreeMap<>());
        secrets.load();
        return secrets;
    }

    /** The secret of that name: 32 characters that need no escaping in a URL, a header or a configuration file. */
    public synchronized String of(String name) {
        if (!values.containsKey(name)) {
            // another process may have made it since
            load();
        }
        String known = values.get(name);
        if (known != null) {
            return known;
        }
        byte[] random = new byte[24];
        RANDOM.nextBytes(random);
        String made = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        values.put(name, made);
        save();
        return made;
    }

    /** The secret of that name as 32 bytes in base64, as ciphers want their keys. */
    public String key(String name) {
        return Base64.getEncoder().encodeToString(of(name).getBytes(StandardCharsets.US_ASCII));
    }

    private void load() {
        try {
            if (Files.exists(file)) {
                values.putAll(
                        Json.MAPPER.readValue(Files.readAllBytes(file), new TypeReference<Map<String, String>>() {}));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read the secrets in " + file, e);
        }
    }

    private void save() {
        try {
            PrivateFile.write(file, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(values));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not keep the secrets in " + file, e);
        }
    }
}
