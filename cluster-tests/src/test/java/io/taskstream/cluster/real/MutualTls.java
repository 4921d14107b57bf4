package io.taskstream.cluster.real;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * What the port on which sidecars call each other does with somebody who has no certificate.
 *
 * @param identity the name in its own certificate, which Dapr's sentry has signed
 * @param refuses whether it hangs up
 */
record MutualTls(String identity, boolean refuses) {
    private static final byte[] HTTP_2 = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    static MutualTls of(Forward forward) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", forward.port())) {
            socket.setSoTimeout(10_000);
            socket.startHandshake();
            X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return new MutualTls(name(certificate), hangsUp(socket));
        }
    }

    private static String name(X509Certificate certificate) throws GeneralSecurityException {
        List<?> name = certificate.getSubjectAlternativeNames().iterator().next();
        return String.valueOf(name.get(1));
    }

    /** By TLS 1.3 the server looks at our certificate, the missing one, only after its own handshake message. */
    private static boolean hangsUp(SSLSocket socket) throws SocketTimeoutException {
        try {
            socket.getOutputStream().write(HTTP_2);
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            return true;
        }
    }

    /** It's the certificate that is looked at, not who signed it: that is for sidecars to know. */
    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
