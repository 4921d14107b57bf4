package io.taskstream.local.sidecar;

import io.taskstream.local.home.Progress;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** The official release, checked against its checksum. Without a connection it gives up after seconds. */
record DownloadedDaprd(Path cache, Progress progress) implements DaprdSource {
    private static final String RELEASES = "https://github.com/dapr/dapr/releases/download/v" + DaprdVersion.PINNED;
    private static final Duration CONNECT = Duration.ofSeconds(4);

    @Override
    public Answer find() throws IOException, InterruptedException {
        String archive = "daprd_" + system() + "_" + architecture() + ".tar.gz";
        try (HttpClient http = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            HttpResponse<String> checksum = http.send(
                    request(archive + ".sha256", Duration.ofSeconds(10)), HttpResponse.BodyHandlers.ofString());
            if (checksum.statusCode() != 200) {
                return new Answer.Missing(
                        "the official release could not be fetched (HTTP " + checksum.statusCode() + ")");
            }
            progress.say("fetching daprd " + DaprdVersion.PINNED + " from its official release");
            HttpResponse<InputStream> response =
                    http.send(request(archive, Duration.ofMinutes(10)), HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                return new Answer.Missing(
                        "the official release could not be fetched (HTTP " + response.statusCode() + ")");
            }
            return unpack(response.body(), checksum.body().strip().split("\\s+", 2)[0]);
        } catch (IOException e) {
            return new Answer.Missing("the official release could not be fetched (" + reason(e) + ")");
        }
    }

    private static HttpRequest request(String file, Duration limit) {
        return HttpRequest.newBuilder(URI.create(RELEASES + "/" + file))
                .timeout(limit)
                .build();
    }

    private Answer unpack(InputStream body, String checksum) throws IOException {
        Path draft = Files.createTempFile(cache, "daprd-", ".new");
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            boolean found = false;
            try (DigestInputStream digested = new DigestInputStream(new BufferedInputStream(body), digest);
                    TarArchiveInputStream tar = new TarArchiveInputStream(new GzipCompressorInputStream(digested))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    if (Path.of(entry.getName()).endsWith("daprd")) {
                        Files.copy(tar, draft, StandardCopyOption.REPLACE_EXISTING);
                        found = true;
                    }
                }
                digested.transferTo(java.io.OutputStream.nullOutputStream());
            }
            if (!HexFormat.of().formatHex(digest.digest()).equalsIgnoreCase(checksum)) {
                return new Answer.Missing("the official release came with a wrong checksum");
            }
            if (!found) {
                return new Answer.Missing("the official release holds no daprd");
            }
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
            Path program = cache.resolve("daprd");
            Files.move(draft, program, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return new Answer.Found(program);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
    }

    private static String architecture() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    }
}
