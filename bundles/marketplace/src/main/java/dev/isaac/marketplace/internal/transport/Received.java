package dev.isaac.marketplace.internal.transport;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;

/** What arrived of a file so far, over one or several attempts. */
final class Received {

    private static final int FIRST = 8 * 1024;
    private static final int MAX_ARRAY = Integer.MAX_VALUE - 16;

    private byte[] bytes = {};
    private int length;
    private String validator = "";
    private boolean joined;
    private Optional<Validators> validators = Optional.empty();
    private Follower follower = received -> {};

    /** Told of every part that arrives. */
    @FunctionalInterface
    interface Follower {
        /** More is there; throws to end it. */
        void grown(Received received) throws IOException;
    }

    Received() {}

    /** From now on somebody is told. */
    void followedBy(Follower other) {
        follower = other;
    }

    /** What an earlier download left, with the validator that its answer had. */
    Received(byte[] bytes, String validator) {
        this.bytes = bytes.clone();
        this.length = bytes.length;
        this.validator = validator;
    }

    int length() {
        return length;
    }

    /** The bytes so far. */
    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** Writes the bytes from a place on. */
    void write(OutputStream out, int from) throws IOException {
        out.write(bytes, from, length - from);
    }

    /** What {@code If-Range} may hold; empty where the rest cannot be asked for. */
    Optional<String> resumable() {
        return length == 0 || validator.isEmpty() ? Optional.empty() : Optional.of(validator);
    }

    /** Whether it was put together from several answers. */
    boolean isJoined() {
        return joined;
    }

    void startOver(String nextValidator) {
        length = 0;
        validator = nextValidator;
        joined = false;
    }

    /** Of the answer that brought the last byte; empty while there is none. */
    Optional<Validators> validators() {
        return validators;
    }

    void complete(Validators last) {
        validators = Optional.of(last);
    }

    void goOn() {
        joined = true;
    }

    void add(byte[] more, int count) throws IOException {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, (int)
                    Math.min(MAX_ARRAY, Math.max(FIRST, Math.max(2L * bytes.length, (long) length + count))));
        }
        System.arraycopy(more, 0, bytes, length, count);
        length += count;
        follower.grown(this);
    }
}
