package io.taskstream.api.paging;

import io.taskstream.api.problem.ProblemException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.LongStream;
import java.util.zip.CRC32;

/**
 * A position in a list: the sort keys of the last item that was given. On the wire it is opaque; it carries a checksum
 * against mistakes, and needs no signature, since a list only ever holds what its caller may see.
 */
public final class Cursor {
    private static final byte FORMAT = 1;
    private static final int MAX_LENGTH = 200;

    private final long[] keys;

    private Cursor(long[] keys) {
        this.keys = keys;
    }

    /** The position after the item with these sort keys. */
    public static Cursor after(long... keys) {
        return new Cursor(keys.clone());
    }

    long[] keys() {
        return keys.clone();
    }

    String encoded() {
        ByteBuffer bytes = ByteBuffer.allocate(1 + Long.BYTES * keys.length + Integer.BYTES);
        bytes.put(FORMAT);
        LongStream.of(keys).forEach(bytes::putLong);
        bytes.putInt(checksum(bytes.array(), bytes.position()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** @throws ProblemException 400 unless it is one of ours */
    static Cursor decoded(String text) {
        if (text.length() > MAX_LENGTH) {
            throw foreign();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            int payload = bytes.length - Integer.BYTES;
            if (payload < 1 + Long.BYTES || (payload - 1) % Long.BYTES != 0 || bytes[0] != FORMAT) {
                throw foreign();
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
            long[] keys = new long[(payload - 1) / Long.BYTES];
            Arrays.setAll(keys, i -> buffer.getLong());
            if (buffer.getInt() != checksum(bytes, payload)) {
                throw foreign();
            }
            return new Cursor(keys);
        } catch (IllegalArgumentException e) {
            throw foreign();
        }
    }

    static ProblemException foreign() {
        return ProblemException.badRequest("cursor", "must be the next_cursor of an earlier page of this list");
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
