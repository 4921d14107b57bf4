package io.taskstream.cluster.real;

import io.taskstream.cluster.tools.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;

/** A CA and a server's certificate signed by it, made with the JDK's keytool. */
final class Certificates {
    private static final String PASSWORD = "changeit";

    private final Path folder;

    /** @param host the server's name */
    Certificates(Path folder, String host) {
        this.folder = folder;
        keytool(
                "-genkeypair",
                "-alias",
                "ca",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test-ca",
                "-ext",
                "bc:c",
                "-validity",
                "30");
        keytool("-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=" + host, "-validity", "30");
        keytool("-certreq", "-alias", "server", "-file", folder.resolve("server.csr"));
        keytool(
                "-gencert",
                "-alias",
                "ca",
                "-infile",
                folder.resolve("server.csr"),
                "-outfile",
                folder.resolve("server.crt"),
                "-rfc",
                "-ext",
                "san=dns:" + host,
                "-validity",
                "30");
        keytool("-exportcert", "-alias", "ca", "-rfc", "-file", ca());
    }

    private void keytool(Object... words) {
        Command.of(Path.of(System.getProperty("java.home"), "bin", "keytool"))
                .with(words)
                .with("-keystore", folder.resolve("keys.p12"), "-storetype", "PKCS12", "-storepass", PASSWORD)
                .output();
    }

    /** The CA's certificate. */
    Path ca() {
        return folder.resolve("ca.crt");
    }

    /** The server's key and its certificates, as Kafka's PEM key store wants them. */
    Path server() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance(folder.resolve("keys.p12").toFile(), PASSWORD.toCharArray());
        Key key = keys.getKey("server", PASSWORD.toCharArray());
        Path file = folder.resolve("server.pem");
        Files.writeString(
                file,
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                        + "\n-----END PRIVATE KEY-----\n"
                        + Files.readString(folder.resolve("server.crt"))
                        + Files.readString(ca()));
        return file;
    }
}
