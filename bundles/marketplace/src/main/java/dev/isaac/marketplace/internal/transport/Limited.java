package dev.isaac.marketplace.internal.transport;

import dev.isaac.trust.tuf.FetchException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads to the end, but never more than allowed. */
final class Limited {

    private static final int CHUNK = 256 * 1024;
    private static final int MAX_ARRAY = Integer.MAX_VALUE - 16;

    private Limited() {}

    /** Told how much was read. */
    @FunctionalInterface
    interface Follower {
        /** So many bytes are there; throws to end it. */
        void grown(long bytes) throws IOException;
    }

    static byte[] read(InputStream in, long maxLength, String what, Follower follower)
            throws IOException, FetchException {
        int limit = (int) Math.min(maxLength, MAX_ARRAY);
        byte[] bytes = {};
        int length = 0;
        while (true) {
            int wanted = Math.min(CHUNK, limit - length);
            if (bytes.length - length < wanted) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(limit, Math.max(2L * bytes.length, length + wanted)));
            }
            int got = in.readNBytes(bytes, length, wanted);
            length += got;
            follower.grown(length);
            if (got < wanted || length == limit) {
                break;
            }
        }
        bytes = length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
        if (bytes.length == limit && in.read() >= 0) {
            throw new FetchException(
                    FetchException.Kind.TOO_LONG, what + " is longer than the " + maxLength + " bytes allowed");
        }
        return bytes;
    }
}
