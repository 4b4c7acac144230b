package dev.isaac.testing.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.osgi.annotation.versioning.ConsumerType;

/** How a request is answered: well, or in one of the ways in which servers and networks fail. */
@ConsumerType
@FunctionalInterface
public interface Behaviour {

    /** Answers. */
    void answer(Call call) throws IOException, InterruptedException;

    /** Well: entity tags, conditions, parts, connections that stay. */
    static Behaviour honest() {
        return Honest::answer;
    }

    /** With a status and no file; headers as {@code Name: value}. */
    static Behaviour status(int status, String... headers) {
        return call -> {
            StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " As-Told\r\nContent-Length: 0\r\n");
            for (String header : headers) {
                head.append(header).append("\r\n");
            }
            call.send(head.append("\r\n").toString());
        };
    }

    /** Elsewhere. */
    static Behaviour redirect(String location) {
        return status(302, "Location: " + location);
    }

    /** Honestly, but the connection is reset after so many bytes of the file. */
    static Behaviour resetAfter(int bytes) {
        return call -> {
            Honest.answer(call, bytes);
            call.reset();
        };
    }

    /** The connection is reset before anything is sent. */
    static Behaviour reset() {
        return Call::reset;
    }

    /** Honestly, but it ends after so many bytes, although more were announced. */
    static Behaviour truncateAfter(int bytes) {
        return call -> {
            Honest.answer(call, bytes);
            call.end();
        };
    }

    /** Honestly, but nothing more comes after so many bytes, and the connection stays. */
    static Behaviour stallAfter(int bytes) {
        return call -> {
            Honest.answer(call, bytes);
            call.idle(Duration.ofMinutes(5));
        };
    }

    /** Nothing comes at all. */
    static Behaviour stall() {
        return call -> call.idle(Duration.ofMinutes(5));
    }

    /** Whole, but so many bytes at a time. */
    static Behaviour drip(int bytes, Duration pause) {
        return call -> {
            byte[] content = call.file().bytes();
            call.send("HTTP/1.1 200 OK\r\nContent-Length: " + content.length + "\r\n\r\n");
            for (int at = 0; at < content.length && !call.isClosing(); at += bytes) {
                call.send(content, at, Math.min(bytes, content.length - at));
                call.idle(pause);
            }
        };
    }

    /** Headers that never end, a byte at a time. */
    static Behaviour dripHeaders(Duration pause) {
        return call -> {
            call.send("HTTP/1.1 200 OK\r\nX-Endless: ");
            while (!call.isClosing()) {
                call.send("x");
                call.idle(pause);
            }
        };
    }

    /** The file, with another length than it has. */
    static Behaviour lengthLie(long announced) {
        return call -> {
            byte[] content = call.file().bytes();
            call.send("HTTP/1.1 200 OK\r\nContent-Length: " + announced + "\r\n\r\n");
            call.send(content, 0, content.length);
            call.end();
        };
    }

    /** Bytes that never end, without a length. */
    static Behaviour endless() {
        return call -> {
            call.send("HTTP/1.1 200 OK\r\n\r\n");
            byte[] block = new byte[8192];
            while (!call.isClosing()) {
                call.send(block, 0, block.length);
            }
        };
    }

    /** Chunks, the second of which is none. */
    static Behaviour brokenChunks() {
        return call -> {
            byte[] content = call.file().bytes();
            int half = content.length / 2;
            call.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + Integer.toHexString(half).toLowerCase(Locale.ROOT) + "\r\n");
            call.send(content, 0, half);
            call.send("\r\nnot-a-number\r\n");
            call.end();
        };
    }

    /** Whatever part is asked for, one that begins elsewhere. */
    static Behaviour otherPart(int from) {
        return call -> {
            byte[] content = call.file().bytes();
            call.send("HTTP/1.1 206 Partial Content\r\nContent-Length: " + (content.length - from)
                    + "\r\nETag: " + call.file().etag() + "\r\nContent-Range: bytes " + from + "-"
                    + (content.length - 1) + "/" + content.length + "\r\n\r\n");
            call.send(content, from, content.length - from);
        };
    }

    /** The rest that is asked for, whatever its condition says, out of other bytes. */
    static Behaviour partOf(byte[] other) {
        byte[] content = other.clone();
        return call -> {
            int from = Honest.from(call.request());
            call.send("HTTP/1.1 206 Partial Content\r\nContent-Length: " + (content.length - from)
                    + "\r\nContent-Range: bytes " + from + "-" + (content.length - 1) + "/" + content.length
                    + "\r\n\r\n");
            call.send(content, from, content.length - from);
        };
    }

    /** "Not modified", whatever the condition says. */
    static Behaviour notModified() {
        return call -> call.send("HTTP/1.1 304 Not Modified\r\n\r\n");
    }

    /** Other bytes, with an entity tag as told. */
    static Behaviour body(byte[] other, String etag) {
        byte[] content = other.clone();
        return call -> {
            call.send("HTTP/1.1 200 OK\r\nContent-Length: " + content.length + "\r\nETag: " + etag + "\r\n\r\n");
            call.send(content, 0, content.length);
        };
    }

    /** Something that is not HTTP. */
    static Behaviour noise() {
        return call -> {
            call.send("SSH-2.0-server\r\n");
            call.end();
        };
    }
}
