package io.taskstream.standin;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.subethamail.smtp.server.SMTPServer;
import tools.jackson.databind.json.JsonMapper;

/** Takes every mail on port 1025; port 8080 lists their recipients, each with the number of its mails. */
final class MailServer {
    private MailServer() {}

    static void serve() throws IOException {
        List<String> recipients = new CopyOnWriteArrayList<>();
        SMTPServer.port(1025)
                .messageHandler((context, from, to, message) -> recipients.add(to))
                .build()
                .start();
        HttpServer server = HttpServer.create(new InetSocketAddress(8080), 0);
        server.createContext("/", exchange -> {
            Map<String, Integer> mails = new java.util.TreeMap<>();
            recipients.forEach(recipient -> mails.merge(recipient, 1, Integer::sum));
            byte[] body = JsonMapper.shared().writeValueAsBytes(mails);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }
}
