package io.taskstream.local.mail;

import io.taskstream.local.home.PlatformException;
import io.taskstream.local.home.PrivateFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate for {@value #HOST} that only this platform's sidecars trust; made once, with the JDK's keytool. */
final class TwilioCertificate {
    static final String HOST = "api.twilio.com";

    private static final String ALIAS = "twilio";

    private TwilioCertificate() {}

    /**
     * The server's side of TLS.
     *
     * @param trusted the folder in which the certificate is put for those who are to trust it
     */
    static SSLContext loadOrCreate(Path keyStore, Path trusted, String password)
            throws IOException, GeneralSecurityException, InterruptedException {
        if (!Files.exists(keyStore)) {
            create(keyStore, password);
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(keyStore)) {
            keys.load(file, password.toCharArray());
        }
        Files.createDirectories(trusted);
        String pem = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(keys.getCertificate(ALIAS).getEncoded())
                + "\n-----END CERTIFICATE-----\n";
        PrivateFile.write(trusted.resolve(HOST + ".pem"), pem.getBytes(StandardCharsets.US_ASCII));
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static void create(Path keyStore, String password) throws IOException, InterruptedException {
        Files.createDirectories(keyStore.getParent());
        Path draft = keyStore.resolveSibling("draft.p12");
        Files.deleteIfExists(draft);
        ProcessBuilder keytool = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + HOST,
                "-ext",
                "san=dns:" + HOST,
                "-validity",
                "3650",
                "-storetype",
                "PKCS12",
                "-keystore",
                draft.toString(),
                "-storepass:env",
                "KEYSTORE_PASSWORD"));
        keytool.environment().put("KEYSTORE_PASSWORD", password);
        Process process = keytool.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new PlatformException("keytool made no certificate for the stand-in of Twilio: " + said.strip()
                    + "\nIs this a complete JDK 25?");
        }
        Files.move(draft, keyStore);
    }
}
