package dev.isaac.core.internal.run;

import dev.isaac.command.CancellationSource;
import dev.isaac.command.CommandException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code jobs wait fg bg disown}, and {@code kill} of jobs, for the jobs of a session; in the words of bash. */
final class JobBuiltins {

    private static final Set<String> NAMES = Set.of("jobs", "wait", "fg", "bg", "disown");

    /**
     * What a builtin did.
     *
     * @param code its status
     * @param out what it prints
     * @param err what it complains of
     */
    record Answer(int code, String out, String err) {}

    private final Jobs jobs;
    private final CancellationSource interruption;

    JobBuiltins(Jobs jobs, CancellationSource interruption) {
        this.jobs = jobs;
        this.interruption = interruption;
    }

    /** Whether a command of this name may be about jobs. */
    static boolean mayBe(String name) {
        return NAMES.contains(name) || name.equals("kill");
    }

    /** Whether words are about jobs; {@code kill} only where one is named. */
    static boolean isAboutJobs(List<String> words) {
        return NAMES.contains(words.get(0))
                || (words.get(0).equals("kill") && words.stream().skip(1).anyMatch(word -> word.startsWith("%")));
    }

    /** Where a builtin prints before it is done. */
    interface Printer {
        void print(String text) throws CommandException;
    }

    Answer run(List<String> words, Printer printer) throws CommandException {
        List<String> operands = words.subList(1, words.size()).stream()
                .filter(word -> !word.startsWith("-"))
                .toList();
        return switch (words.get(0)) {
            case "jobs" -> list(words, operands);
            case "wait" -> await(operands);
            case "fg" -> foreground(operands, printer);
            case "bg" -> background(operands);
            default -> disown(words, operands);
        };
    }

    private Answer list(List<String> words, List<String> operands) {
        List<Job> all = jobs.all();
        StringBuilder out = new StringBuilder();
        StringBuilder err = new StringBuilder();
        List<Job> chosen = new ArrayList<>(operands.isEmpty() ? all : List.of());
        for (String operand : operands) {
            jobs.find(operand).ifPresentOrElse(chosen::add, () -> err.append(missing("jobs", operand)));
        }
        for (Job job : chosen) {
            if (words.contains("-r") && job.state() != Job.State.RUNNING) {
                continue;
            }
            if (words.contains("-s")) {
                continue; // none is ever stopped
            }
            out.append(words.contains("-p") ? Long.toString(job.pid()) : jobs.line(job, all, words.contains("-l")))
                    .append('\n');
            if (job.isNews()) {
                jobs.forget(job);
            }
        }
        return new Answer(err.length() > 0 ? 1 : 0, out.toString(), err.toString());
    }

    private Answer await(List<String> operands) {
        StringBuilder err = new StringBuilder();
        int code = 0;
        List<Job> waited = new ArrayList<>(operands.isEmpty() ? jobs.all() : List.of());
        for (String operand : operands) {
            Optional<Job> job = jobs.find(operand);
            if (job.isPresent()) {
                waited.add(job.get());
            } else {
                code = 127;
                err.append(
                        operand.startsWith("%")
                                ? missing("wait", operand)
                                : "wait: pid " + operand + " is not a child of this shell\n");
            }
        }
        for (Job job : waited) {
            int one = until(job, false);
            code = operands.isEmpty() ? code : one;
            if (interruption.isCancelled()) {
                return new Answer(130, "", err.toString());
            }
            jobs.forget(job);
        }
        return new Answer(code, "", err.toString());
    }

    /** Waits; an interrupt ends the waiting, and the job where it is in the foreground. */
    private int until(Job job, boolean foreground) {
        Thread waiting = Thread.currentThread();
        try (var registration = interruption.onCancel(() -> {
            if (foreground) {
                job.cancel();
            } else {
                waiting.interrupt();
            }
        })) {
            return job.await();
        } catch (InterruptedException e) {
            if (!interruption.isCancelled()) {
                waiting.interrupt();
            }
            return 130;
        }
    }

    private Answer foreground(List<String> operands, Printer printer) throws CommandException {
        String name = operands.isEmpty() ? "%%" : operands.get(0);
        Optional<Job> job = jobs.find(name.startsWith("%") ? name : "%" + name);
        if (job.isEmpty()) {
            return new Answer(1, "", missing("fg", operands.isEmpty() ? "current" : name));
        }
        printer.print(job.get().text() + "\n");
        int code = until(job.get(), true);
        jobs.forget(job.get());
        return new Answer(code, "", "");
    }

    private Answer background(List<String> operands) {
        String name = operands.isEmpty() ? "%%" : operands.get(0);
        return jobs.find(name.startsWith("%") ? name : "%" + name)
                .map(job -> new Answer(0, "", "bg: job " + job.number() + " already in background\n"))
                .orElseGet(() -> new Answer(1, "", missing("bg", operands.isEmpty() ? "current" : name)));
    }

    private Answer disown(List<String> words, List<String> operands) {
        List<String> names = words.contains("-a")
                ? jobs.all().stream().map(job -> "%" + job.number()).toList()
                : operands.isEmpty() ? List.of("%%") : operands;
        StringBuilder err = new StringBuilder();
        for (String name : names) {
            jobs.find(name).ifPresentOrElse(jobs::forget, () -> err.append(missing("disown", name)));
        }
        return new Answer(err.length() > 0 ? 1 : 0, "", err.toString());
    }

    /** The words of a {@code kill} with processes in the place of jobs; one that does not exist stays, and kill says so. */
    List<String> kill(List<String> words) {
        List<String> changed = new ArrayList<>();
        for (String word : words) {
            List<Long> processes =
                    word.startsWith("%") ? jobs.find(word).map(Job::processes).orElse(List.of()) : List.of();
            if (processes.isEmpty()) {
                changed.add(word);
            }
            processes.forEach(process -> changed.add(Long.toString(process)));
        }
        return changed;
    }

    private static String missing(String builtin, String name) {
        return builtin + ": " + name + ": no such job\n";
    }
}
