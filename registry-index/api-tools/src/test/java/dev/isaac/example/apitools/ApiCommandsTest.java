package dev.isaac.example.apitools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.isaac.command.Cancellation;
import dev.isaac.command.CommandResult;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.example.http.api.HttpCall;
import dev.isaac.example.http.api.HttpCallException;
import dev.isaac.example.http.api.HttpCaller;
import dev.isaac.example.http.api.HttpReply;
import dev.isaac.example.json.Documents;
import dev.isaac.plugin.kit.FakeInvocation;
import dev.isaac.plugin.kit.Manifests;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ApiCommandsTest {

    /** Answers every request in the same way, and remembers it. */
    private static final class FakeCaller implements HttpCaller {
        private final List<String> seen = new ArrayList<>();

        @Override
        public HttpReply call(HttpCall call, Cancellation cancellation) throws HttpCallException {
            seen.add(call.method() + " " + call.uri() + " " + call.headers());
            if (call.uri().getHost().equals("down")) {
                throw new HttpCallException(HttpCallException.Kind.UNREACHABLE, "nobody answers at down", null);
            }
            byte[] body =
                    "{\"name\":\"Ada\",\"age\":36.0,\"tags\":[\"a\",{\"b\":null}]}".getBytes(StandardCharsets.UTF_8);
            return new HttpReply(
                    call.uri(),
                    "HTTP/1.1",
                    call.uri().getPath().equals("/missing") ? 404 : 200,
                    Map.of("content-type", List.of("application/json; charset=utf-8")),
                    Duration.ofMillis(40),
                    new ByteArrayInputStream(
                            call.uri().getPath().equals("/text") ? "plain".getBytes(StandardCharsets.UTF_8) : body));
        }
    }

    private final FakeCaller caller = new FakeCaller();
    private final CheckCommand check = new CheckCommand(caller, new Documents());

    @TempDir
    private Path folder;

    private FakeInvocation check(String requests, String... words) throws Exception {
        return call("{'base':'http://host','requests':[" + requests + "]}", words);
    }

    private FakeInvocation call(String file, String... words) throws Exception {
        Files.writeString(folder.resolve("api.json"), file.replace('\'', '"'));
        List<String> all = new ArrayList<>(List.of(words));
        all.add("api.json");
        return FakeInvocation.of(check).words(all.toArray(String[]::new)).directory(folder);
    }

    @Test
    void manifestsAreComplete() {
        assertThat(Manifests.problems(check.manifest())).isEmpty();
        assertThat(Manifests.problems(new ListCommand(new Documents()).manifest()))
                .isEmpty();
    }

    @Test
    void sendsAndCompares() throws Exception {
        CommandResult result = check("""
                        {'name':'one','path':'/a','headers':{'X':'${V}'},'expect':{'status':200,'milliseconds':40,
                         'headers':{'Content-Type':'json'},'contains':['Ada'],
                         'json':{'$.name':'Ada','/age':36,'$.tags':['a',{'b':null}]}}},
                        {'method':'post','path':'/b','json':{'k':['${V}']}},
                        {'method':'PUT','path':'/c','body':'text'}""", "--set", "V=w").execute();
        assertThat(((CommandResult.Table) result).rows())
                .extracting(row -> row.get("name") + " " + row.get("result") + " " + row.get("status") + " "
                        + row.get("milliseconds"))
                .containsExactly("one ok 200 40", "request 2 ok 200 40", "request 3 ok 200 40");
        assertThat(caller.seen)
                .containsExactly(
                        "GET http://host/a [Header[name=X, value=w]]",
                        "POST http://host/b [Header[name=Content-Type, value=application/json]]",
                        "PUT http://host/c []");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/a|{'status':201}|status 200, not 201",
                "/missing|{}|status 404",
                "/a|{'milliseconds':39}|40 ms, more than 39",
                "/a|{'headers':{'ETag':'x'}}|header etag is \"\", without \"x\"",
                "/a|{'contains':['Bob']}|the body does not contain \"Bob\"",
                "/a|{'json':{'$.name':'Bob'}}|$.name is \"Ada\", not \"Bob\"",
                "/a|{'json':{'$.tags':['a']}}|$.tags is [\"a\",{\"b\":null}], not [\"a\"]",
                "/a|{'json':{'$.tags[1]':{'c':null}}}|$.tags[1] is {\"b\":null}, not {\"c\":null}",
                "/a|{'json':{'/none':1}}|the document has nothing at /none",
                "/text|{'json':{'$':1}}|the body is not JSON"
            })
    void namesWhatDoesNotHold(String path, String expectation, String problem) throws Exception {
        Fault fault = check("{'name':'r','path':'" + path + "','expect':" + expectation + "}")
                .fault();
        assertThat(fault.code()).isEqualTo("api.failed");
        assertThat(fault.kind()).isEqualTo(FaultKind.FAILED);
        assertThat(fault.message()).isEqualTo("1 of 1 requests failed: r (" + problem + ").");
    }

    @Test
    void anUnreachableServerIsAFailedRequest() throws Exception {
        assertThat(check("{'name':'r','path':'/'}", "--base", "http://down")
                        .fault()
                        .message())
                .isEqualTo("1 of 1 requests failed: r (nobody answers at down).");
    }

    @Test
    void stopsAtTheFirstFailureWhenAsked() throws Exception {
        String two = "{'name':'x','path':'/missing'},{'name':'y','path':'/missing'}";
        assertThat(check(two, "--fail-fast").fault().message()).startsWith("1 of 1 requests failed: x");
        assertThat(check(two).fault().message()).startsWith("2 of 2 requests failed: x");
    }

    @Test
    void listsWithoutSending() throws Exception {
        Files.writeString(folder.resolve("api.json"), """
                {"base": "http://host", "requests": [
                  {"name": "one", "path": "/a?token=t"}, {"name": "two", "path": "/b"}]}""");
        CommandResult result = FakeInvocation.of(new ListCommand(new Documents()))
                .words("api.json", "--only", "one")
                .directory(folder)
                .execute();
        assertThat(((CommandResult.Table) result).rows())
                .singleElement()
                .isEqualTo(Map.of("name", "one", "method", "GET", "path", "/a"));
        assertThat(caller.seen).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|api.bad-file|the file is no object",
                "{|api.bad-file|line 1",
                "{} {}|api.bad-file|2 JSON documents",
                "{'requests':[]}|api.bad-file|no requests",
                "{'requests':{}}|api.bad-file|requests is no array",
                "{'requests':[1]}|api.bad-file|request 1 is no object",
                "{'requests':[{'path':1}]}|api.bad-file|path is no text",
                "{'requests':[{'path':'http://a b'}]}|api.bad-file|no good address",
                "{'requests':[{'path':'/','expected':{}}]}|api.bad-file|not known: expected",
                "{'requests':[{'path':'/','expect':{'staus':1}}]}|api.bad-file|not known: staus",
                "{'requests':[{'path':'/','expect':{'status':'1'}}]}|api.bad-file|no whole number",
                "{'requests':[{'path':'/','expect':{'json':[]}}]}|api.bad-file|json is no object",
                "{'requests':[{'path':'/','headers':{'a':1}}]}|api.bad-file|no text",
                "{'requests':[{'path':'/${NOT_SET}'}]}|api.no-variable|NOT_SET"
            })
    void refusesFilesThatItDoesNotUnderstand(String file, String code, String reason) throws Exception {
        Fault fault = call(file).fault();
        assertThat(fault.code()).isEqualTo(code);
        assertThat(fault.message()).contains(reason);
        assertThat(caller.seen).isEmpty();
    }

    @Test
    void refusesUnknownNamesAndMissingFiles() throws Exception {
        assertThat(check("{'path':'/'}", "--only", "x").fault().code()).isEqualTo("api.no-request");
        assertThat(check("{'path':'/'}", "--set", "x").fault().code()).isEqualTo("api.bad-set");
        assertThat(FakeInvocation.of(check)
                        .words("none.json")
                        .directory(folder)
                        .fault()
                        .code())
                .isEqualTo("api.no-file");
        assertThat(FakeInvocation.of(check).words(".").directory(folder).fault().code())
                .isEqualTo("api.unreadable");
    }

    @Test
    void stopsWhenItIsInterrupted() throws Exception {
        FakeInvocation call = check("{'path':'/'}");
        call.cancellation().cancel();
        assertThat(call.fault().kind()).isEqualTo(FaultKind.INTERRUPTED);
        assertThat(caller.seen).isEmpty();
    }
}
