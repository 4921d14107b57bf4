package io.taskstream.bench.http;

import java.nio.charset.StandardCharsets;

/** An answer's status and body. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HttpAnswer(int status, byte[] body) {
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
