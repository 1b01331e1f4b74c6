import { EnvValue, Secret } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { ServiceEntry } from '../../networking/service-entry';
import { Microservice, type Surroundings, type VersionProps } from './microservice';

/** Where the stars of ratings are kept: in its own memory, in a database of the program, or in MySQL on a machine outside the cluster. */
export type RatingsStore = 'memory' | 'mongodb' | 'mysql' | { readonly mysqlAddress: string };

/** The versions of ratings: v1 keeps the stars in memory, the others are one program that reads them from a database. */
export type RatingsVersion = 'v1' | 'v2' | 'v2-mysql' | 'v2-mysql-vm';

/** A database, and the version of ratings that reads from it. */
export interface RatingsDatabase {
  readonly version: Exclude<RatingsVersion, 'v1'>;
  readonly pod: VersionProps;
}

const READER = 'examples-bookinfo-ratings-v2';
const MYSQL = { name: 'tcp', number: 3306 } as const;
const MYSQL_ON_VM = 'mysqldb.vm.svc.cluster.local';

function readsMySql(host: string, secret: Secret): VersionProps {
  return {
    image: READER,
    env: {
      DB_TYPE: EnvValue.fromValue('mysql'),
      MYSQL_DB_HOST: EnvValue.fromValue(host),
      MYSQL_DB_PORT: EnvValue.fromValue(String(MYSQL.number)),
      MYSQL_DB_USER: EnvValue.fromValue('root'),
      MYSQL_DB_PASSWORD: secret.envValue('rootpasswd'),
    },
  };
}

function addMongoDb(scope: Construct, surroundings: Surroundings): RatingsDatabase {
  const port = { name: 'mongo', number: 27017 };
  new Microservice(scope, 'mongodb', {
    ...surroundings,
    port,
    versions: {
      v1: { image: 'examples-bookinfo-mongodb', args: ['--ipv6', '--bind_ip_all'], writable: { 'data-db': '/data/db' } },
    },
  });
  const url = EnvValue.fromValue(`mongodb://mongodb:${port.number}/test`);
  return { version: 'v2', pod: { image: READER, env: { MONGO_DB_URL: url }, account: 'bookinfo-ratings-v2' } };
}

function addPassword(scope: Construct, { namespace }: Surroundings): Secret {
  return new Secret(scope, 'mysql-credentials', {
    metadata: { name: 'mysql-credentials', namespace },
    stringData: { rootpasswd: 'password' },
  });
}

function addMySql(scope: Construct, surroundings: Surroundings): RatingsDatabase {
  const secret = addPassword(scope, surroundings);
  new Microservice(scope, 'mysqldb', {
    ...surroundings,
    port: MYSQL,
    versions: {
      v1: {
        image: 'examples-bookinfo-mysqldb',
        args: ['--default-authentication-plugin', 'mysql_native_password'],
        env: { MYSQL_ROOT_PASSWORD: secret.envValue('rootpasswd') },
        writable: { 'var-lib-mysql': '/var/lib/mysql' },
      },
    },
  });
  return { version: 'v2-mysql', pod: readsMySql('mysqldb', secret) };
}

function addMySqlOnVm(scope: Construct, surroundings: Surroundings, address: string): RatingsDatabase {
  const secret = addPassword(scope, surroundings);
  new ServiceEntry(scope, 'mysqldb', {
    metadata: { namespace: surroundings.namespace },
    hosts: [MYSQL_ON_VM],
    location: 'MESH_EXTERNAL',
    resolution: 'STATIC',
    addresses: [address],
    ports: [{ ...MYSQL, protocol: 'TCP' }],
    endpoints: [{ address }],
  });
  return { version: 'v2-mysql-vm', pod: readsMySql(MYSQL_ON_VM, secret) };
}

/** Makes the database; undefined where ratings keeps the stars itself. */
export function addRatingsDatabase(
  scope: Construct,
  store: RatingsStore,
  surroundings: Surroundings,
): RatingsDatabase | undefined {
  const database = new Construct(scope, 'database');
  if (store === 'memory') return undefined;
  if (store === 'mongodb') return addMongoDb(database, surroundings);
  if (store === 'mysql') return addMySql(database, surroundings);
  return addMySqlOnVm(database, surroundings, store.mysqlAddress);
}
