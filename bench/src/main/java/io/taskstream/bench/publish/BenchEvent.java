package io.taskstream.bench.publish;

import java.util.UUID;

/** An event ready to be published. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record BenchEvent(UUID id, String key, byte[] payload) {}
