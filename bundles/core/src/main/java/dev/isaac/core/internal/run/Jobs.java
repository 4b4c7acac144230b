package dev.isaac.core.internal.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;

/** The background jobs of a session, in the order in which they started. Thread-safe. */
public final class Jobs implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Jobs.class.getName());

    /** An ampersand that is no part of another operator. */
    private static final Pattern STARTS_ONE = Pattern.compile("(?<![&>|<])&(?![&>])");

    private final List<Job> jobs = new ArrayList<>();
    private long lastProcess;

    /**
     * Starts a job.
     *
     * @param text as it is listed
     * @param pid its process; 0: it has none of its own
     * @param body runs it, or waits for it, on a thread of its own
     * @param cancel ends it
     */
    synchronized Job start(String text, long pid, IntSupplier body, Runnable cancel) {
        int number = jobs.stream().mapToInt(Job::number).max().orElse(0) + 1;
        Job job = new Job(number, text, pid, cancel);
        jobs.add(job);
        if (pid != 0) {
            lastProcess = pid;
        }
        Thread thread = new Thread(
                () -> {
                    int code = 1;
                    try {
                        code = body.getAsInt();
                        LOG.log(System.Logger.Level.DEBUG, "job {0} ended with {1}", number, code);
                    } finally {
                        job.ended(code);
                    }
                },
                "isaac job " + number);
        thread.setDaemon(true);
        thread.start();
        return job;
    }

    /** How many jobs run. */
    public int count() {
        return (int)
                all().stream().filter(job -> job.state() == Job.State.RUNNING).count();
    }

    /** The process that was started last, {@code $!}; 0: none was. */
    public synchronized long lastProcess() {
        return lastProcess;
    }

    synchronized List<Job> all() {
        return List.copyOf(jobs);
    }

    synchronized void forget(Job job) {
        jobs.remove(job);
    }

    /** The job that {@code %1}, {@code %%}, {@code %+}, {@code %-}, {@code %word} or a process number means. */
    Optional<Job> find(String name) {
        List<Job> all = all();
        if (!name.startsWith("%")) {
            return all.stream()
                    .filter(job -> Long.toString(job.pid()).equals(name))
                    .findFirst();
        }
        String rest = name.substring(1);
        if (rest.isEmpty() || rest.equals("%") || rest.equals("+")) {
            return fromEnd(all, 1);
        }
        if (rest.equals("-")) {
            return fromEnd(all, all.size() > 1 ? 2 : 1);
        }
        if (rest.matches("[0-9]{1,9}")) {
            return all.stream()
                    .filter(job -> job.number() == Integer.parseInt(rest))
                    .findFirst();
        }
        boolean within = rest.startsWith("?");
        return all.stream()
                .filter(job -> within
                        ? job.text().contains(rest.substring(1))
                        : job.text().startsWith(rest))
                .findFirst();
    }

    private static Optional<Job> fromEnd(List<Job> jobs, int place) {
        return jobs.size() < place ? Optional.empty() : Optional.of(jobs.get(jobs.size() - place));
    }

    /** The lines that tell of jobs which ended since the last time, which are forgotten then. */
    public List<String> news() {
        List<String> lines = new ArrayList<>();
        List<Job> all = all();
        for (Job job : all) {
            if (job.isNews()) {
                lines.add(line(job, all, false));
                forget(job);
            }
        }
        return lines;
    }

    String line(Job job, List<Job> all, boolean withProcess) {
        int place = all.size() - all.indexOf(job);
        return job.line(place == 1, place == 2, withProcess);
    }

    /** Text for the native shell, in which {@code $!} is the process that was started last, unless the text starts one itself. */
    String withLastProcess(String text) {
        long process = lastProcess();
        if (process == 0 || text.indexOf("!") < 0 || STARTS_ONE.matcher(text).find()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        boolean doubleQuoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                out.append(c).append(text.charAt(++i));
            } else if (c == '\'' && !doubleQuoted) {
                int close = text.indexOf('\'', i + 1);
                int end = close < 0 ? text.length() : close + 1;
                out.append(text, i, end);
                i = end - 1;
            } else if (text.startsWith("${!}", i) || text.startsWith("$!", i)) {
                out.append(process);
                i += text.charAt(i + 1) == '{' ? 3 : 1;
            } else {
                doubleQuoted ^= c == '"';
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Programs go on after the session, as those of other shells do; what runs inside of this process cannot. */
    @Override
    public void close() {
        all().stream().filter(job -> job.pid() == 0).forEach(Job::cancel);
    }
}
