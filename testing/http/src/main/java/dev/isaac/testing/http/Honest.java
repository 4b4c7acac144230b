package dev.isaac.testing.http;

import java.io.IOException;

/** Answers as a static web server does: tags, conditions, parts. */
final class Honest {

    private Honest() {}

    static void answer(Call call) throws IOException {
        answer(call, Integer.MAX_VALUE);
    }

    /** As announced, but not more than so many bytes of the file. */
    static void answer(Call call, int most) throws IOException {
        StoredFile file = call.file();
        Request request = call.request();
        if (!file.isPresent()) {
            call.send("HTTP/1.1 404 Not Found\r\nContent-Length: 9\r\n\r\nnot found");
            return;
        }
        String validators = "ETag: " + file.etag() + "\r\nLast-Modified: " + file.modified() + "\r\n";
        if (request.header("If-None-Match").equals(file.etag())) {
            call.send("HTTP/1.1 304 Not Modified\r\n" + validators + "\r\n");
            return;
        }
        int from = from(request);
        boolean same = request.header("If-Range").equals(file.etag());
        if (from <= 0 || !same) {
            call.send("HTTP/1.1 200 OK\r\nContent-Length: " + file.length() + "\r\n" + validators + "\r\n");
            from = 0;
        } else if (from >= file.length()) {
            call.send("HTTP/1.1 416 Range Not Satisfiable\r\nContent-Length: 0\r\nContent-Range: bytes */"
                    + file.length() + "\r\n\r\n");
            return;
        } else {
            call.send("HTTP/1.1 206 Partial Content\r\nContent-Length: " + (file.length() - from) + "\r\n" + validators
                    + "Content-Range: bytes " + from + "-" + (file.length() - 1) + "/" + file.length() + "\r\n\r\n");
        }
        call.send(file.bytes(), from, Math.min(most, file.length() - from));
    }

    /** Where the part begins that is asked for; 0: the whole. */
    static int from(Request request) {
        String range = request.header("Range");
        return range.matches("bytes=[0-9]{1,9}-") ? Integer.parseInt(range.substring(6, range.length() - 1)) : 0;
    }
}
