import { configureGlobal } from 'fast-check';

/** Values of property tests are the same in each run; `PROPERTY_SEED` asks for others. */
configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? 131) });
