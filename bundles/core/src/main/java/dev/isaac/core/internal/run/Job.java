package dev.isaac.core.internal.run;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** A part of a line that runs in the background. Thread-safe. */
final class Job {

    /** How a job is. */
    enum State {
        /** It runs. */
        RUNNING,
        /** It has ended. */
        DONE
    }

    private final int number;
    private final String text;
    private final long pid;
    private final Runnable cancel;
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile int code;
    private volatile boolean told;

    /**
     * @param pid the process; 0: it runs in this one
     * @param cancel ends it
     */
    Job(int number, String text, long pid, Runnable cancel) {
        this.number = number;
        this.text = text;
        this.pid = pid;
        this.cancel = cancel;
    }

    int number() {
        return number;
    }

    long pid() {
        return pid;
    }

    String text() {
        return text;
    }

    State state() {
        return end.getCount() == 0 ? State.DONE : State.RUNNING;
    }

    int code() {
        return code;
    }

    void ended(int status) {
        code = status;
        end.countDown();
    }

    /** Waits for its end, and gives its exit code. */
    int await() throws InterruptedException {
        end.await();
        told = true;
        return code;
    }

    /** Whether its end is news; asked once. */
    boolean isNews() {
        if (state() != State.DONE || told) {
            return false;
        }
        told = true;
        return true;
    }

    void cancel() {
        cancel.run();
    }

    /** The processes that a signal to the job is for. */
    List<Long> processes() {
        return pid == 0
                ? List.of()
                : ProcessHandle.of(pid).stream()
                        .flatMap(handle -> Stream.concat(
                                Stream.of(handle.pid()), handle.descendants().map(ProcessHandle::pid)))
                        .toList();
    }

    /** As bash lists it. */
    String line(boolean current, boolean previous, boolean withProcess) {
        String mark = current ? "+" : previous ? "-" : " ";
        String status = state() == State.RUNNING ? "Running" : code == 0 ? "Done" : "Exit " + code;
        String process = withProcess ? String.format("%5d ", pid) : "";
        return String.format(
                "[%d]%s  %s%-24s%s%s", number, mark, process, status, text, state() == State.RUNNING ? " &" : "");
    }
}
